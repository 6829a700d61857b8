"""Sends once, and does not look at the count."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
message = memoryview(sys.stdin.buffer.read())
reader.send(message)
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
