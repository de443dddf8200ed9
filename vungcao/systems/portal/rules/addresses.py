"""Which addresses pages may have: none that the product itself answers."""

NEWS = "tin-tuc/"  # the section of news, as the reference data opens it

CLOSED = ("bien-tap", "lam-viec", "quan-tri")  # first parts below which robots read nothing
# First parts of addresses that are no pages; the product's list of addresses is held against it.
TAKEN = frozenset(
    {
        *(
            "anh-bai",
            "api",
            "ban-luu",
            "ban-tin",
            "bien-tap",
            "chon",
            "cong-khai",
            "giao-dien",
            "gop-y",
            "healthz",
        ),
        *(
            "ho-so",
            "ket-noi",
            "lam-viec",
            "lich-su-kien",
            "lich-tuan",
            "luu-tru",
            "mat-mang",
            "nghe",
            "ngon-ngu",
            "quan-tri",
            "so-cong-khai",
            "so-do-trang",
        ),
        *(
            "so-lieu",
            "static",
            "tai-khoan",
            "tep",
            "thu-nguoi-dan",
            "tep-trang",
            "thu-tuc",
            "tim-kiem",
            "trang-chu",
            "tro-nang",
            "uy-tin",
            "xac-minh",
        ),
    }
)
# An address of a page: parts of small letters, digits and hyphens; the first part is not taken.
PATH = rf"(?:(?!(?:{'|'.join(sorted(TAKEN))})/)[a-z0-9-]+/(?:[a-z0-9-]+/)*)?"
