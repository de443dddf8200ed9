"""All ways in which files change, by what is done to them."""

from vungcao.kernel.files.services.keeping import (
    NOTICE,
    declare_periods,
    expire,
    hold,
    note_download,
    record_verdict,
    release,
    remove,
    store,
    sweep,
)
from vungcao.kernel.files.services.uploading import (
    PiecesGone,
    WrongOffset,
    begin_upload,
    discard_upload,
    expire_uploads,
    receive_piece,
    take_upload,
)

__all__ = [
    "NOTICE",
    "PiecesGone",
    "WrongOffset",
    "begin_upload",
    "declare_periods",
    "discard_upload",
    "expire",
    "expire_uploads",
    "hold",
    "note_download",
    "receive_piece",
    "record_verdict",
    "release",
    "remove",
    "store",
    "sweep",
    "take_upload",
]
