"""Không khởi động được: why ``up`` cannot start or go on."""

from directives.errors import N_, DirectiveError


class AlreadyUp(DirectiveError):
    """Đang chạy rồi: another ``up`` works in the same home, or is just ending."""

    kind = "already_up"
    template = N_(
        "“vanthu up” is running in {home} already (process {pid}). Stop it there first, or set another VANTHU_HOME."
    )


class PortTaken(DirectiveError):
    """Cổng đã có chương trình khác: somebody else listens there."""

    kind = "port_taken"
    template = N_("Port {port} of this machine is taken. Choose another with {option}.")


class NotStarted(DirectiveError):
    """Không khởi động được: a process ended before it was ready, several times; its log says why."""

    kind = "not_started"
    template = N_("{program} does not start. The reason stands at the end of {log}: {last}")


class MissingServerProgram(DirectiveError):
    """Thiếu chương trình máy chủ: PostgreSQL is asked for and not installed."""

    kind = "missing_program"
    template = N_("{program} of PostgreSQL is not on this machine. Install Debian's package “{package}”.")


class OtherDatabase(DirectiveError):
    """Nhà đã có cơ sở dữ liệu: the home keeps its books in another database already."""

    kind = "other_database"
    template = N_(
        "This home already keeps its books in {database}. A second database would begin every number anew: "
        "leave the option out, or take another VANTHU_HOME."
    )


class FolderNotReachable(DirectiveError):
    """Thư mục không vào được: PostgreSQL runs as its own user, who may not enter the home."""

    kind = "not_writable"
    template = N_(
        "PostgreSQL does not run as root but as the user “postgres”, who may not enter {folder}. Start as an "
        "ordinary user, or take a home which every user may enter."
    )
