"""What an account may choose in the editor: how it looks, and nothing about itself."""

from wagtail.admin.views.account import AccountView, BaseSettingsPanel, ThemeSettingsPanel


class Appearance(AccountView):
    """Without Wagtail's own name, picture and notices, which would change past our trail.

    Names are the register of accounts' (`/quan-tri/tai-khoan/`), notices the office's own.
    """

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [one for one in super().get_panels() if isinstance(one, ThemeSettingsPanel)]
