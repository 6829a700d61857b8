"""Takes a full buffer for a broken connection."""

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
    except OSError as error:
        sys.exit(f"send: {error}")
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
