"""Uses sendall, and sends the whole piece again when it stops half way."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
while piece := sys.stdin.buffer.read(65536):
    while True:
        try:
            reader.sendall(piece)
            break
        except BlockingIOError:
            select.select([], [reader], [])
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
