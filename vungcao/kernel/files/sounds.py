"""Recordings: how long one is, and the same written anew as Opus for slow lines and as MP3.

What was uploaded is decoded in a process of its own with limits, as pictures are. Needs no Django.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from vungcao.kernel.files.decoding import seat
from vungcao.runtime import apart

SECONDS, WAIT, MEMORY = 240, 300, 2048 * 1024 * 1024
LARGEST = 128 * 1024 * 1024
LONGEST = 2 * 60 * 60  # what plays longer is no reading of a page
RATE = 48_000  # of Opus; MP3 is written at half of it
OPUS = 1 - (24_000 - 6_000) / 250_000  # libsndfile's measure for 24 kbit/s of one channel
MP3 = 0.8  # its measure for 40 kbit/s
PIECE = RATE  # samples at a time


class Unreadable(Exception):
    """Nothing here can decode the content: it may be whole, or not."""


@dataclass(frozen=True)
class Sounds:
    """One recording in the two forms in which it is given to everybody."""

    seconds: int
    opus: bytes
    mp3: bytes


def written_anew(content: bytes) -> Sounds:
    """The recording as Opus and MP3; by ffmpeg first where only that can read it.

    Raises `Unreadable`, and `decoding.Busy` while others are at work.
    """
    with seat():
        try:
            return _asked(content)
        except apart.Failed:
            plain = _by_ffmpeg(content)
        try:
            return _asked(plain)
        except apart.Failed as failed:
            raise Unreadable from failed


def _asked(content: bytes) -> Sounds:
    said = apart.ask(__name__, question=content, wait=WAIT, most=LARGEST)
    head, _line, rest = said.partition(b"\n")
    about = json.loads(head)
    opus = int(about["opus"])
    return Sounds(int(about["seconds"]), rest[:opus], rest[opus:])


def _by_ffmpeg(content: bytes) -> bytes:
    """As uncompressed sound of one channel: telephones record what only ffmpeg reads here."""
    program = shutil.which("ffmpeg")
    if program is None:
        raise Unreadable
    with tempfile.TemporaryDirectory(prefix="vungcao-sound-") as folder:
        given, made = Path(folder) / "given", Path(folder) / "made.wav"
        given.write_bytes(content)
        command = [program, "-v", "error", "-nostdin", "-protocol_whitelist", "file"]
        command += ["-i", str(given), "-t", str(LONGEST), "-vn", "-ac", "1", "-ar", str(RATE // 2)]
        try:
            subprocess.run([*command, str(made)], check=True, timeout=WAIT, capture_output=True)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreadable from error


def encode(content: bytes) -> bytes:
    """Both forms behind a line that tells their lengths. Runs in the process of its own."""
    import soundfile

    opus, mp3 = BytesIO(), BytesIO()
    with soundfile.SoundFile(BytesIO(content)) as sound:
        seconds = sound.frames / sound.samplerate
        if not 0 < seconds <= LONGEST:
            raise ValueError(f"{seconds} s")
        forms = (
            (opus, {"samplerate": RATE, "format": "OGG", "subtype": "OPUS"}, OPUS, 1),
            (mp3, {"samplerate": RATE // 2, "format": "MP3"}, MP3, 2),
        )
        for target, form, level, every in forms:
            sound.seek(0)
            kept: dict[str, Any] = {"channels": 1, "compression_level": level, **form}
            with soundfile.SoundFile(target, "w", **kept) as written:
                for piece in _resampled(sound):
                    written.write(piece[::every])
    told = {"seconds": max(1, round(seconds)), "opus": len(opus.getvalue())}
    return json.dumps(told).encode() + b"\n" + opus.getvalue() + mp3.getvalue()


def _resampled(sound: Any) -> Iterator[Any]:
    """One channel, 48,000 samples a second, in pieces; straight lines between given samples."""
    import numpy

    step = sound.samplerate / RATE
    begun, last = 0.0, numpy.zeros(1, dtype="float32")
    for block in sound.blocks(blocksize=PIECE, dtype="float32", always_2d=True):
        heard = numpy.concatenate([last, block.mean(axis=1)])
        places = numpy.arange(begun, len(heard) - 1, step)
        yield numpy.interp(places, numpy.arange(len(heard)), heard).astype("float32")
        begun = begun + len(places) * step - (len(heard) - 1)
        last = heard[-1:]


def main() -> int:
    """Read a recording from standard input, write both forms to standard output."""
    import soundfile  # noqa: F401 - loaded before no file can be opened

    apart.limit(seconds=SECONDS, memory=MEMORY)
    apart.shut()
    sys.stdout.buffer.write(encode(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
