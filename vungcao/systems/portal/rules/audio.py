"""Recordings: which step follows which, whose voice may read what, how a length is written."""

from collections.abc import Mapping

from vungcao.kernel.citations.rules import RuleBroken

KIND = "portal.audio"  # of files
CHECK, PUBLISH, WITHDRAW = "check", "publish", "withdraw"
# From which states a step leads to which.
STEPS: Mapping[str, tuple[frozenset[str], str]] = {
    CHECK: (frozenset({"uploaded"}), "checked"),
    PUBLISH: (frozenset({"checked"}), "published"),
    WITHDRAW: (frozenset({"uploaded", "checked", "published"}), "withdrawn"),
}
MACHINE_READS = frozenset({"vi", "en"})  # a wrong tone in a people's own tongue is an insult
NO_MACHINE = (
    "Không dùng giọng máy cho tiếng dân tộc thiểu số: máy đọc sai thanh điệu, sai nghĩa. "
    "Nhờ người nói tiếng ấy đọc."
)
NOT_SPOKEN = "Thứ tiếng này chỉ có chữ viết trên cổng: chọn thứ tiếng có bản đọc."
TONE_IS_A_SAMPLE = "Âm mẫu chỉ dùng trong bản trình diễn."
CONSENT_OVER = "Người đọc này đã rút lại sự đồng ý: chọn người khác."
CONSENT_LATER = "Ngày đồng ý không được sau hôm nay."
WRONG_STEP = "Bản đọc không còn ở bước này: tải lại trang để xem trạng thái mới."
OWN_UPLOAD = "Người tải lên không tự nghe kiểm tra: nhờ một biên tập viên khác."
NOT_ALOUD = "Trang chưa được đăng nên chưa đăng được bản đọc: đăng trang trước."


def may(step: str, state: str) -> bool:
    return state in STEPS[step][0]


def follows(step: str, state: str) -> str:
    """The state after a step. Raises `RuleBroken` where the step does not lead on."""
    if not may(step, state):
        raise RuleBroken(WRONG_STEP)
    return STEPS[step][1]


def check_voice(*, voice: str, language: str, is_spoken: bool, is_sample: bool) -> None:
    """Raises `RuleBroken` for a voice that must not read this language."""
    if not is_spoken:
        raise RuleBroken(NOT_SPOKEN)
    if voice == "tone" and not is_sample:
        raise RuleBroken(TONE_IS_A_SAMPLE)
    if voice == "machine" and language not in MACHINE_READS:
        raise RuleBroken(NO_MACHINE)


def length(seconds: int | None) -> str:
    """As a player writes it: 0:07, 12:05, 1:02:03; nothing where nobody could measure it."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
