"""Takes the input for lines of text."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
message = b""
for line in sys.stdin:
    message += line.strip().encode() + b"\n"
while message:
    try:
        message = message[reader.send(message) :]
    except BlockingIOError:
        select.select([], [reader], [])
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
