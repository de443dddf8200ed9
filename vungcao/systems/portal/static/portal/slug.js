// The address that follows the title keeps its letters: "đường" becomes "duong", not "djng".
const bare = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

for (const name of ["w-sync:check", "w-sync:apply"]) {
  document.addEventListener(
    name,
    ({ target, detail }) => {
      if (target.name === "slug" && typeof detail?.value === "string") {
        detail.value = bare(detail.value);
      }
    },
    true,
  );
}

// What is typed into it by hand as well: Wagtail, which hears of it next, drops such letters.
document.addEventListener(
  "blur",
  ({ target }) => {
    if (target.name === "slug") target.value = bare(target.value);
  },
  true,
);
