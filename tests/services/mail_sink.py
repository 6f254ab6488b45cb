"""Máy chủ thư thử: a real SMTP conversation on this machine; keeps what it was given, refuses whom it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """Hộp thư thử: its port, the letters it took, the addresses it refuses."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@contextmanager
def mail_sink() -> Iterator[Sink]:
    """Mở máy chủ: on a free port, closed afterwards."""
    sink = Sink()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 sink\r\n")
            while line := self.rfile.readline():
                word = line.strip().split(b" ")[0].upper()
                if word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                if word == b"DATA":
                    self.wfile.write(b"354 go\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    sink.letters.append(b"".join(one.removeprefix(b".") for one in lines))
                refused = word == b"RCPT" and any(address.encode() in line for address in sink.refused)
                self.wfile.write(b"550 no such user\r\n" if refused else b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()
