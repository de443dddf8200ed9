"""`python -m vungcao.config.commands`."""

import sys

from vungcao.config.commands import main

sys.exit(main())
