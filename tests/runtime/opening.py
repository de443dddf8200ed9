"""Opens every file of the home that the environment names, as a program of its own."""

import hashlib
import json
import sys

from vungcao.config import boot


def main() -> None:
    boot.enter()

    from vungcao.kernel.files import queries
    from vungcao.kernel.files.models import StoredFile
    from vungcao.kernel.scopes.services import Door, scoped

    found = {}
    with scoped(("/1/",), door=Door.SYSTEM):
        for file in StoredFile.objects.select_related("blob__key").order_by("pk"):
            try:
                found[file.code] = hashlib.sha256(queries.content(file)).hexdigest()
            except Exception as error:  # whatever it is: the test asks for its name
                found[file.code] = type(error).__name__
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
