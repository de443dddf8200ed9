"""Where a trial letter reaches whoever works on an issue."""

from vungcao.kernel.accounts.models import User


def work_address(account: User) -> str:
    """The officer's address at work; one that leads nowhere for accounts of the demo."""
    invented = f"{account.username}@mau.invalid" if account.is_synthetic else ""
    return account.email or invented
