"""What others have to say when a person's record is opened or erased."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.offers.registry import Registry

# Why the law keeps a person's record, by the person's id: a sentence for the officer, or None.
keepers: Registry[Callable[[int], str | None]] = Registry("reason to keep a person's record")

# Whether an account may open persons' records at all; every gate must agree.
gates: Registry[Callable[[AbstractBaseUser], bool]] = Registry("gate before persons' records")
