"""Đối chiếu danh sách ký nhận: the list of paid respondents against the forms that came back, by serial."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PaidRow:
    """Một dòng ký nhận: the serial of the form, the money in đồng, and whether somebody signed for it."""

    serial: str
    amount: Decimal
    signed: bool


@dataclass(frozen=True, slots=True)
class PaymentCheck:
    """Kết quả đối chiếu: serials that do not fit, each kind apart; ``total`` is the money of the rows that fit.

    ``unpaid``: forms back (valid or rejected) that nobody was paid for; ``without_form``: paid, but no form came;
    ``twice``: paid more than once; ``unsigned``: not signed for; ``other_amount``: not the amount agreed.
    ``written_otherwise`` are those of ``without_form`` that differ from a form only in case, with that form: very
    likely a slip of the pen, for a person to mend in the list.
    """

    paid: int
    total: Decimal
    unpaid: tuple[str, ...]
    without_form: tuple[str, ...]
    twice: tuple[str, ...]
    unsigned: tuple[str, ...]
    other_amount: Mapping[str, Decimal]
    written_otherwise: Mapping[str, str]

    @property
    def fits(self) -> bool:
        """Khớp: nothing is left to be explained."""
        return not (self.unpaid or self.without_form or self.twice or self.unsigned or self.other_amount)


def check_payments(rows: Sequence[PaidRow], received: Collection[str], amount: Decimal) -> PaymentCheck:
    """Đối chiếu ký nhận: ``received`` are the serials of all forms that came back, valid or rejected."""
    came = set(received)
    times = Counter(row.serial for row in rows)
    alike = {serial.casefold(): serial for serial in received}
    fitting = [row for row in rows if row.serial in came and times[row.serial] == 1 and row.signed]
    return PaymentCheck(
        paid=len(rows),
        total=sum((row.amount for row in fitting), Decimal(0)),
        unpaid=tuple(sorted(came - set(times))),
        without_form=tuple(sorted(set(times) - came)),
        twice=tuple(sorted(serial for serial, count in times.items() if count > 1)),
        unsigned=tuple(sorted({row.serial for row in rows if not row.signed})),
        other_amount={row.serial: row.amount for row in rows if row.amount != amount},
        written_otherwise={
            serial: alike[serial.casefold()]
            for serial in sorted(set(times) - came)
            if serial.casefold() in alike
        },
    )
