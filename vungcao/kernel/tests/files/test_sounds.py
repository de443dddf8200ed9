"""Recordings written anew: whatever their rate, both forms play as long and sound the same."""

import io
import math
import struct
import wave
from pathlib import Path

import numpy
import pytest
import soundfile

from vungcao.kernel.files import sounds

PITCH = 440


def tone(rate: int, seconds: float, channels: int = 1) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(rate)
        for n in range(int(rate * seconds)):
            sample = int(9_000 * math.sin(2 * math.pi * PITCH * n / rate))
            made.writeframesraw(struct.pack("<h", sample) * channels)
    return target.getvalue()


def pitch(content: bytes) -> float:
    """The strongest tone of the second half second."""
    heard, rate = soundfile.read(io.BytesIO(content))
    part = heard[rate // 2 : rate]
    return float(numpy.argmax(numpy.abs(numpy.fft.rfft(part))) * rate / len(part))


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (22_050, 2), (44_100, 1), (48_000, 2)])
def test_both_forms_are_as_long_and_as_high_as_what_was_given(rate: int, channels: int) -> None:
    made = sounds.written_anew(tone(rate, 2, channels))

    assert made.seconds == 2
    for content, form in ((made.opus, "OGG"), (made.mp3, "MP3")):
        about = soundfile.info(io.BytesIO(content))
        assert (about.format, about.channels) == (form, 1)
        assert about.duration == pytest.approx(2, abs=0.1)
        assert pitch(content) == pytest.approx(PITCH, abs=3)
    assert len(made.opus) < 2 * 32_000 / 8  # 24 kbit/s, and the heads of a short file


@pytest.mark.slow
def test_what_nothing_here_can_decode_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    with pytest.raises(sounds.Unreadable):
        sounds.written_anew(b"\0\0\0\x20ftypM4A " + b"\0" * 200)


@pytest.mark.slow
def test_a_telephones_recording_is_read_by_ffmpeg_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain.wav").write_bytes(tone(24_000, 1))
    program = tmp_path / "ffmpeg"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp {tmp_path}/plain.wav "$last"\n')
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(program))

    made = sounds.written_anew(b"\0\0\0\x20ftypM4A " + b"\0" * 200)

    assert made.seconds == 1
    assert made.opus.startswith(b"OggS")


def test_longer_than_two_hours_is_no_reading_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "LONGEST", 1)

    with pytest.raises(ValueError, match=r"2\.0 s"):
        sounds.encode(tone(8_000, 2))
