"""Builds the ground of the demo province, and opens its accounts, in the database of a template."""

from datetime import date

from vungcao.config import boot

PASSWORD = "vungcao-demo"
TODAY = date(2026, 11, 23)


def main() -> None:
    boot.enter()

    from django.conf import settings

    from vungcao.config import demo
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.offers import upkeep
    from vungcao.kernel.scopes.services import scoped

    # As in the tests themselves: a slow hash protects nobody here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with scoped(("/1/",)):
        keeper = system_account("demo")
        offers = sorted(upkeep.demos.items(), key=lambda offer: (offer[1].order, offer[0]))
        for _name, offer in offers:
            if offer.order <= demo.GROUND:  # accounts hold grants over villages and bodies
                offer.build(keeper, TODAY)
        demo.open_accounts(password=PASSWORD, by=keeper)


if __name__ == "__main__":
    main()
