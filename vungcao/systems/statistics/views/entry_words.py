"""What the script of the entry grid tells the person; `{n}` and the like are filled in there."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    # the line of state
    "saved": _("Máy chủ đã lưu đủ lúc {at}"),
    "sending": _("Đang gửi {n} ô"),
    "waiting": _("{n} ô đã ghi trên máy này, chờ gửi"),
    "stuck": _("{n} ô cần sửa hoặc chọn"),
    "goes": _("quá ngày {day} máy này xoá ô chưa gửi: nối mạng hoặc xuất tệp"),
    "is_offline": _("Không có mạng"),
    "is_server": _("Máy chủ chưa nhận"),
    "is_signin": _("Phiên làm việc đã hết: đăng nhập lại để gửi"),
    "is_other": _("Đang đăng nhập bằng tài khoản khác"),
    "is_gone": _("Biểu này không còn mở cho chị/anh"),
    # what was done
    "pasted": _("Đã dán {n} ô"),
    "pasted_english": _("hiểu theo kiểu 1,234.5"),
    "pasted_bad": _("{n} ô chưa đọc được"),
    "pasted_closed": _("bỏ qua {n} ô không nhập"),
    "pasted_out": _("{n} ô nằm ngoài bảng"),
    "nothing_left": _("Không còn bước nào"),
    "undone": _("Đã hoàn tác {n} ô"),
    "redone": _("Đã làm lại {n} ô"),
    "filled": _("Đã điền {n} ô"),
    "nothing_to_fill": _("Không có gì để điền: chọn các ô từ ô có số xuống dưới"),
    "passed_over": _("Bỏ qua {n} ô đã đổi sau đó"),
    # what needs the person
    "to_see": _("{n} chỗ cần xem lại"),
    "block": _("Phải sửa"),
    "explain": _("Cần giải thích"),
    "notice": _("Lưu ý"),
    "not_style": _("Viết kiểu khác; dùng 1.234,5"),
    "not_nan": _("Không phải số"),
    "not_places": _("Quá nhiều chữ số lẻ"),
    "not_big": _("Số quá lớn"),
    "clash": _("{by} đã ghi {theirs} lúc {at}; chị/anh ghi {mine}."),
    "blank": _("trống"),
    "keep": _("Giữ {value}"),
    "take": _("Lấy {value}"),
    "give_up": _("Bỏ số vừa nhập"),
    "elsewhere_changed": _("Ô “{cell}” vừa được sửa ở cửa sổ khác thành {value}."),
    "not_kept": _("Máy này không ghi được ({why}). Đừng đóng trang; xuất tệp chờ gửi."),
    "gone": _("Trình duyệt đã xoá {n} ô chưa gửi của biểu này. Nếu có tệp dự phòng, nạp lại tệp."),
    "of_another": _(
        "Máy này còn {n} ô của {name} chưa gửi; chỉ khi {name} đăng nhập mới gửi được."
    ),
    # buttons
    "undo": _("Hoàn tác"),
    "redo": _("Làm lại"),
    "fill_down": _("Điền xuống"),
    "with_past": _("Ẩn, hiện số năm trước"),
    "save_file": _("Xuất tệp chờ gửi"),
    "bring": _("Nạp tệp chờ gửi"),
    "brought": _("Đã nạp {n} ô từ tệp."),
    "file_elsewhere": _("Tệp không thuộc biểu này."),
    "file_another": _("Tệp của người dùng khác."),
    "file_broken": _("Không đọc được tệp."),
    "understood": _("Đã hiểu"),
    "state_p": _("– không phát sinh"),
    "state_c": _("… không thu thập"),
    "state_x": _("x không áp dụng"),
    "reason": _("Ghi lý do"),
    "keep_reason": _("Lưu lý do"),
    "talk": _("Trao đổi về ô ({n})"),
}


def words() -> dict[str, str]:
    return {key: str(said) for key, said in WORDS.items()}
