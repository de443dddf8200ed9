"""Opens a front page and a section in the database of a template, for the portal's tests."""

from vungcao.config import boot


def main() -> None:
    boot.enter()

    from vungcao.kernel.scopes.services import scoped
    from vungcao.systems.portal.tests.factories import section

    with scoped(("/1/",)):
        section()


if __name__ == "__main__":
    main()
