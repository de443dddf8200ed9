"""Builds the register of the demo upon its ground, in the database of a template."""

from vungcao.config import boot


def main() -> None:
    boot.enter()

    from tests.ground import TODAY
    from vungcao.config import demo
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.offers import upkeep
    from vungcao.kernel.scopes.services import scoped

    with scoped(("/1/",)):
        keeper = system_account("demo")
        offers = sorted(upkeep.demos.items(), key=lambda offer: (offer[1].order, offer[0]))
        for name, offer in offers:
            if offer.order > demo.GROUND and name.startswith(("prestige.", "documents.")):
                offer.build(keeper, TODAY)


if __name__ == "__main__":
    main()
