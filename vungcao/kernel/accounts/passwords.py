"""What a new password must not be, said in Vietnamese."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 10
# What people here type when they are asked for something long.
USUAL_HERE = {
    "matkhau123",
    "matkhau1234",
    "matkhau12345",
    "vietnam123",
    "vietnam1234",
    "bacninh123",
    "bacninh1234",
    "bacgiang123",
    "anhyeuem123",
    "vungcao123",
    "vungcao1234",
}


class LongEnough(MinimumLengthValidator):
    """At least ten letters: length is worth more than signs."""

    def __init__(self) -> None:
        super().__init__(LENGTH)

    def get_error_message(self) -> str:
        return _("Mật khẩu quá ngắn. Dùng ít nhất 10 ký tự, ví dụ bốn từ không liên quan.")

    def get_help_text(self) -> str:
        return _("Ít nhất 10 ký tự.")


class NotOnTheList(CommonPasswordValidator):
    """None of the passwords that are tried first, nor digits alone."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.casefold() in USUAL_HERE or password.isdigit():
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def get_error_message(self) -> str:
        return _("Mật khẩu này nhiều người dùng, dễ bị đoán. Chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        return _("Không phải mật khẩu hay gặp, không chỉ gồm chữ số.")


class NotTheName(UserAttributeSimilarityValidator):
    """Not like the name to sign in with, nor like the holder's own."""

    def get_error_message(self) -> str:
        return _("Mật khẩu giống tên hoặc tên đăng nhập. Chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        return _("Không giống tên hay tên đăng nhập.")
