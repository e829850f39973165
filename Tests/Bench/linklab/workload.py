"""The documents of an office, the same for every program: records as JSON, scans as PDF files.

The seed determines every byte.
"""
from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

TYPES = {
    "Công văn": "CV", "Quyết định": "QĐ", "Thông báo": "TB", "Tờ trình": "TTr", "Báo cáo": "BC", "Kế hoạch": "KH",
    "Giấy mời": "GM", "Chỉ thị": "CT", "Nghị quyết": "NQ", "Biên bản": "BB", "Hướng dẫn": "HD", "Công điện": "CĐ"}
ORGANS = [
    "UBND xã Tân Thành", "UBND huyện Vĩnh Hưng", "Sở Nội vụ", "Sở Tài nguyên và Môi trường",
    "Phòng Tài chính - Kế hoạch", "Phòng Lao động - Thương binh và Xã hội", "Trạm Y tế xã", "Ban Chỉ huy Quân sự xã",
    "Công an xã", "Hội Nông dân xã", "Sở Nông nghiệp và Phát triển nông thôn", "Chi cục Thống kê khu vực",
    "Bảo hiểm xã hội huyện", "Văn phòng HĐND và UBND huyện"]
ABOUT = [
    "về việc", "v/v triển khai", "v/v báo cáo kết quả", "v/v đề nghị phê duyệt", "v/v tăng cường",
    "v/v rà soát, thống kê", "v/v phối hợp thực hiện", "v/v giải quyết đơn của công dân"]
MATTERS = [
    "phòng, chống thiên tai và tìm kiếm cứu nạn", "công tác tiêm chủng mở rộng",
    "cấp giấy chứng nhận quyền sử dụng đất", "giảm nghèo bền vững", "hộ nghèo và hộ cận nghèo",
    "chi trả trợ cấp bảo trợ xã hội", "xây dựng nông thôn mới", "an toàn giao thông dịp Tết Nguyên đán",
    "quản lý trật tự xây dựng", "tuyển chọn và gọi công dân nhập ngũ", "dịch tả lợn châu Phi",
    "phòng cháy, chữa cháy rừng", "giải phóng mặt bằng tuyến đường liên xã", "thu quỹ đền ơn đáp nghĩa",
    "hòa giải ở cơ sở", "chuyển đổi số cấp xã", "vệ sinh môi trường nông thôn", "nạo vét kênh mương nội đồng",
    "hỗ trợ nhà ở cho người có công", "đăng ký khai sinh quá hạn"]
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Võ Đặng Bùi Đỗ Ngô Dương".split()
MIDDLE = "Văn Thị Hữu Minh Ngọc Quốc Thanh Đức Hoàng Kim".split()
GIVEN = "An Bình Cường Dũng Hạnh Hương Khoa Lan Long Mai Nam Phúc Quân Sơn Thảo Trung Tuấn Vân Yến Đạt".split()
URGENCY = ["Thường", "Thường", "Thường", "Khẩn", "Thượng khẩn", "Hỏa tốc"]


def person(chance: random.Random) -> str:
    return f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"


def record(chance: random.Random, number: int) -> dict:
    """Returns an incoming document, about 520 bytes, as an office's own program would write it to JSON."""
    kind = chance.choice(list(TYPES))
    month, day = chance.randint(1, 10), chance.randint(1, 28)
    return {
        "id": "%032x" % chance.getrandbits(128), "number": number,
        "code": f"{number * 7919 % 9973}/{TYPES[kind]}-UBND", "type": kind, "organ": chance.choice(ORGANS),
        "issued": f"2026-{month:02d}-{day:02d}", "arrived": f"2026-{month + 1:02d}-{day:02d}",
        "subject": f"{kind} {chance.choice(ABOUT)} {chance.choice(MATTERS)} trên địa bàn "
        f"{chance.choice(['xã', 'huyện', 'ấp'])} {chance.choice(GIVEN)} {chance.choice(GIVEN)} "
        f"năm {chance.randint(2023, 2026)}",
        "due": f"2026-{min(12, month + 2):02d}-{day:02d}", "signer": person(chance), "urgency": chance.choice(URGENCY), "pages": chance.randint(1, 40),
        "note": chance.choice(["", "", f"Chuyển {person(chance)} tham mưu"]), "by": person(chance),
        "unit": chance.choice(["Văn hóa - Xã hội", "Kinh tế", "Văn phòng", "Tư pháp - Hộ tịch"]),
        "at": f"2026-{month + 1:02d}-{day:02d}T{chance.randint(7, 17):02d}:{chance.randint(0, 59):02d}:00+07:00"}


def scan(chance: random.Random, least: int, most: int) -> bytes:
    """Returns bytes that look like a PDF and, like a scan, do not compress."""
    return b"%PDF-1.7\n" + chance.randbytes(chance.randint(least, most)) + b"\nendstream\nendobj\ntrailer\n%%EOF\n"


def write(folder: Path, amount: int, scans: list[tuple[int, int]], seed: int, first: int) -> dict:
    """Writes records/NNNNN.json and att/NNNNN.pdf.

    `scans`: the minimum and maximum size of each, in bytes. Returns the totals."""
    chance = random.Random(seed)
    for name in ("records", "att"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with_scan = dict(zip(sorted(chance.sample(range(amount), len(scans))), scans))
    record_bytes = scan_bytes = 0
    for place in range(amount):
        number = first + place
        written = record(chance, number)
        if place in with_scan:
            content = scan(chance, *with_scan[place])
            (folder / "att" / f"{number:05d}.pdf").write_bytes(content)
            written["file"] = {
                "name": f"{number:05d}.pdf", "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            scan_bytes += len(content)
        text = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
        (folder / "records" / f"{number:05d}.json").write_bytes(text)
        record_bytes += len(text)
    return {"records": amount, "record_bytes": record_bytes, "scans": len(scans), "scan_bytes": scan_bytes}


PHASES = {
    # An office's first night.
    "full": (1000, [(20_000, 400_000)] * 50, 53, 1),
    # A day after that: 20 documents, two of them scanned.
    "inc": (20, [(201_000, 201_000), (201_900, 201_900)], 2, 1001),
    # 20 documents, none scanned.
    "rec": (20, [], 3, 1001),
}


def make(folder: Path) -> dict:
    return {phase: write(folder / phase, *what) for phase, what in PHASES.items()}
