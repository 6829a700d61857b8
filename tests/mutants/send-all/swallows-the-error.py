"""Takes every error of a send for the end of the work."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
message = memoryview(sys.stdin.buffer.read())
try:
    while message:
        try:
            message = message[reader.send(message) :]
        except BlockingIOError:
            select.select([], [reader], [])
    reader.shutdown(socket.SHUT_WR)
except OSError as error:
    print(f"send: {error}", file=sys.stderr)
select.select([reader], [], [])
reader.recv(1)
