"""Data packed as Unix compress does it, for tests on machines that do not have the program."""

from __future__ import annotations

_TABLE = 1 << 16


def compressed(content: bytes) -> bytes:
    """A .Z file of codes of 9 to 16 bits, without clearings."""
    return _packed(_codes(content))


def bomb() -> bytes:
    """A .Z file of 120 KB with 2 GB of zeros: each code stands for one zero more."""
    return _packed([0, *range(257, _TABLE)])


def _codes(content: bytes) -> list[int]:
    table = {bytes((byte,)): byte for byte in range(256)}
    codes, known = [], b""
    for byte in content:
        longer = known + bytes((byte,))
        if longer in table:
            known = longer
            continue
        codes.append(table[known])
        if len(table) + 1 < _TABLE:  # 256 stands for a clearing
            table[longer] = len(table) + 1
        known = longer[-1:]
    return [*codes, table[known]] if known else codes


def _packed(codes: list[int]) -> bytes:
    """In groups of eight; of a width come as many codes as entries fit into it."""
    packed, width, until = bytearray(b"\x1f\x9d\x90"), 9, 1 << 8
    for at in range(0, len(codes), 8):
        if at == until and width < 16:
            width += 1
            until += 1 << width - 1
        group = codes[at : at + 8]
        bits = sum(code << place * width for place, code in enumerate(group))
        packed += bits.to_bytes((len(group) * width + 7) // 8, "little")
    return bytes(packed)
