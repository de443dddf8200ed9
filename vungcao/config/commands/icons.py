"""`vungcao icons`: draws the icons of an installed product anew from our own mark."""

import argparse

from vungcao.config import icons

HELP = "vẽ lại biểu tượng cài đặt từ dấu hiệu của sản phẩm"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def run(arguments: argparse.Namespace) -> int:
    del arguments
    icons.write()
    return 0
