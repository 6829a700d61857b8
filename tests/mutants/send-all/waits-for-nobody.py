"""Exits when all is sent, and does not learn whether it was read."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
message = memoryview(sys.stdin.buffer.read())
while message:
    try:
        message = message[reader.send(message) :]
    except BlockingIOError:
        select.select([], [reader], [])
reader.shutdown(socket.SHUT_WR)
reader.close()
