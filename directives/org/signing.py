"""Ký ban hành: in which capacity a person signs for an office on a day, and who may not (PL.I-II.7, Đ.13)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.errors import N_, DirectiveError
from directives.org.offices import Office
from directives.org.working_rules import Delegation, PostHolder, Rank, WorkingRules, in_force
from directives.text import comparison_key


class UnknownSigner(DirectiveError):
    """Không có người ký đó: the office's file names no such person, on no day."""

    kind = "unknown_signer"
    template = N_("The file of {office} names no person {signer!r}. Who signs on {day}: {signers}.")


class NotInPost(DirectiveError):
    """Không giữ chức vụ vào ngày đó: the person's post had not begun, or had ended."""

    kind = "not_in_post"
    template = N_(
        "{name} holds no post in {office} on {day} (but {periods}). Who signs on that day: {signers}."
    )


class NotEmpowered(DirectiveError):
    """Không có thẩm quyền ký: neither the working rules nor a delegation lets the person sign this."""

    kind = "not_empowered"
    template = N_(
        "{name} ({title}) may not sign this for {office} on {day}: no [[by_order]] row (TL.) and no [[delegation]] row "
        "(TUQ.) covers the type “{type}” (Decree 30/2020, Đ.13). Who may: {signers}."
    )


class DelegationEnded(DirectiveError):
    """Ủy quyền hết hạn: a delegation covers the person, but not that day."""

    kind = "delegation_ended"
    template = N_(
        "{document} lets {name} sign from {first} to {last} only, not on {day} (Decree 30/2020, Đ.13). "
        "Who may: {signers}; or enter a new delegation."
    )


class DelegationPassedOn(DirectiveError):
    """Ủy quyền lại: who was delegated to sign does not let a deputy sign (Đ.13)."""

    kind = "delegation_passed_on"
    template = N_(
        "{name} cannot sign for {delegate}: what {document} delegates is not passed on (Decree 30/2020, Đ.13). "
        "Who may: {signers}."
    )


class DecidedByTheBody(DirectiveError):
    """Thẩm quyền của tập thể: what the collective body decides is signed on its behalf, by its head or a deputy."""

    kind = "decided_by_the_body"
    template = N_(
        "{authority} decides: this is signed “TM. {collective}” by its head or a deputy, not by {name} ({title}), who "
        "signs by order or delegation of the head (PL.I-II.7b). Who may: {signers}."
    )


class ForeignAuthority(DirectiveError):
    """Thẩm quyền ban hành không khớp: the authority that decides is neither the body nor its head."""

    kind = "foreign_authority"
    template = N_(
        "{authority!r} does not decide for {office}. Write “{expected}”, or name another issuer (PL.I-II.7b)."
    )


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """Quyền hạn, chức vụ, họ tên: boxes 7a and 7b as plain values.

    ``authorities``: capacity (TM, KT, TL, TUQ, Q) and of whom, line by line. ``post``: what stands above the name
    of a member of an advisory body, the post in the office whose seal it uses.
    """

    authorities: tuple[tuple[str, str], ...]
    title: str
    name: str
    post: str = ""


def signing_block(
    office: Office,
    rules: WorkingRules,
    signer: str,
    *,
    document_type: str,
    deciding_authority: str = "",
    day: date,
) -> SigningBlock:
    """Khối chữ ký: how ``signer`` (an id or a name of the office's file) signs for ``office`` on ``day``.

    ``document_type`` is the type's key (``cong_van``), ``deciding_authority`` the line of a decision above its
    bases; empty for other documents, which a collective body signs as a body. A person with several posts signs
    in the highest one. Raises UnknownSigner, NotInPost, NotEmpowered, DelegationEnded, DelegationPassedOn,
    DecidedByTheBody, ForeignAuthority.
    """
    asked = _Asked(office, rules, document_type, deciding_authority, day)
    rows = [p for p in rules.people if signer in (p.id, p.name) and (p.issuer or rules.office) == office.id]
    if not rows:
        raise UnknownSigner(
            where="signer", office=office.full_name, signer=signer, day=day.isoformat(), signers=asked.signers
        )
    posts = [post for post in rules.posts(office.id, day) if signer in (post.id, post.name)]
    if not posts:
        periods = "; ".join(f"{p.valid_from} – {p.valid_to or '…'}" for p in rows)
        raise NotInPost(
            where="signer", name=rows[0].name, office=office.full_name, day=day.isoformat(), periods=periods,
            signers=asked.signers,
        )  # fmt: skip
    return asked.block(posts[0])


def who_may_sign(
    office: Office, rules: WorkingRules, *, document_type: str, deciding_authority: str = "", day: date
) -> tuple[SigningBlock, ...]:
    """Những người được ký: the blocks of everyone who may sign such a document on that day, from above.

    Raises ForeignAuthority.
    """
    asked = _Asked(office, rules, document_type, deciding_authority, day)
    asked.refuse_foreign_authority()
    return tuple(block for post in rules.posts(office.id, day) if (block := asked.may(post)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be signed, where and when."""

    office: Office
    rules: WorkingRules
    document_type: str
    authority: str
    day: date

    @property
    def by_the_body(self) -> bool:
        """Whether the collective body decides; where no authority is named, it does if there is one."""
        collective = self.office.collective
        return bool(collective) and (not self.authority or _begins(self.authority, collective))

    @property
    def signers(self) -> str:
        """Who may sign, as a sentence lists them; empty answers are not guessed at."""
        blocks = [b for p in self.rules.posts(self.office.id, self.day) if (b := self.may(p))]
        return ", ".join(f"{block.name} ({_lines(block)})" for block in blocks) or "–"

    def refuse_foreign_authority(self) -> None:
        own = [words for words in (self.office.collective, self.office.head_title) if words]
        if self.authority and not any(_begins(self.authority, words) for words in own):
            raise ForeignAuthority(
                where="deciding_authority", authority=self.authority, office=self.office.full_name,
                expected=" / ".join(own),
            )  # fmt: skip

    def may(self, post: PostHolder) -> SigningBlock | None:
        decided_by_the_body = self.authority and self.by_the_body
        return self._by_rank(post) or (None if decided_by_the_body else self._inside(post))

    def block(self, post: PostHolder) -> SigningBlock:
        self.refuse_foreign_authority()
        if block := self.may(post):
            return block
        said: dict[str, Any] = {
            "name": post.name,
            "office": self.office.full_name,
            "day": self.day.isoformat(),
        }
        said |= {"title": self._title(post), "signers": self.signers}
        if self.by_the_body and self.authority and self._inside(post):
            raise DecidedByTheBody(
                where="signer", authority=self.authority, collective=self.office.collective, **said
            )
        if post.rank is Rank.UNIT_DEPUTY and (row := self._delegation(self._head_of(post))):
            head = self._head_of(post)
            delegate = head.name if head else ""
            raise DelegationPassedOn(where="signer", delegate=delegate, document=row.document, **said)
        if row := self._delegation(post, any_day=True):
            said |= {"first": row.valid_from.isoformat(), "last": row.valid_to.isoformat()}
            raise DelegationEnded(where="signer", document=row.document, **said)
        raise NotEmpowered(where="signer", type=self.document_type, **said)

    def _by_rank(self, post: PostHolder) -> SigningBlock | None:
        """Head, acting head and deputies sign everything (PL.I-II.7b)."""
        head = self.office.head_title
        body = (("TM", self.office.collective),) if self.by_the_body else ()
        match post.rank:
            case Rank.HEAD:
                return self._made(post, body, self._title(post))
            case Rank.ACTING:
                return self._made(post, (*body, ("Q", head)), "")
            case Rank.DEPUTY | Rank.IN_CHARGE:
                return self._made(post, (*body, ("KT", head)), self._title(post))
            case _:
                return None

    def _inside(self, post: PostHolder) -> SigningBlock | None:
        """Heads of units, and their deputies, sign by order or by delegation (Đ.13)."""
        head = self.office.head_title
        if post.rank not in (Rank.UNIT_HEAD, Rank.UNIT_DEPUTY):
            return None
        ordered = [
            r
            for r in in_force(self.rules.by_order, self.day)
            if r.unit == post.unit and self._covers(r.types)
        ]
        if post.rank is Rank.UNIT_HEAD and ordered:
            return self._made(post, (("TL", head),), self._title(post))
        if post.rank is Rank.UNIT_DEPUTY and any(row.deputy for row in ordered):
            unit = self.rules.unit(post.unit, self.day)
            of_unit = (("KT", unit.head),) if unit else ()
            return self._made(post, (("TL", head), *of_unit), self._title(post))
        if post.rank is Rank.UNIT_HEAD and self._delegation(post):
            return self._made(post, (("TUQ", head),), self._title(post))
        return None

    def _made(self, post: PostHolder, authorities: tuple[tuple[str, str], ...], title: str) -> SigningBlock:
        return SigningBlock(authorities, title, post.name, post.post)

    def _title(self, post: PostHolder) -> str:
        if post.title:
            return post.title
        unit = self.rules.unit(post.unit, self.day)
        match post.rank:
            case Rank.UNIT_HEAD:
                return unit.head if unit else ""
            case Rank.UNIT_DEPUTY:
                return unit.deputy if unit else ""
            case Rank.HEAD | Rank.ACTING:
                return self.office.head_title
            case _:
                return self.office.deputy_title

    def _delegation(self, post: PostHolder | None, *, any_day: bool = False) -> Delegation | None:
        rows = self.rules.delegations if any_day else in_force(self.rules.delegations, self.day)
        found = (row for row in rows if post and row.to == post.id and self._covers(row.types))
        return next(found, None)

    def _head_of(self, post: PostHolder) -> PostHolder | None:
        posts = self.rules.posts(self.rules.office, self.day)
        return next((p for p in posts if p.rank is Rank.UNIT_HEAD and p.unit == post.unit), None)

    def _covers(self, types: tuple[str, ...]) -> bool:
        return not types or self.document_type in types


def _begins(authority: str, words: str) -> bool:
    return f"{comparison_key(authority)} ".startswith(f"{comparison_key(words)} ")


def _lines(block: SigningBlock) -> str:
    lines = [f"{capacity}. {of}" for capacity, of in block.authorities]
    return " / ".join([*lines, *([block.title] if block.title else [])])
