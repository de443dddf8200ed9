"""The register of the demo province: 522 invented persons, as many as real ones in 2023–2027."""

from vungcao.systems.prestige.offers.demo import benefits, register, reports, selections, statistics

__all__ = ["benefits", "register", "reports", "selections", "statistics"]
