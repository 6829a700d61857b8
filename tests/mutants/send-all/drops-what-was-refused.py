"""Goes on with the next piece when there was no room for this one."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
while piece := sys.stdin.buffer.read(4096):
    while piece:
        try:
            piece = piece[reader.send(piece) :]
        except BlockingIOError:
            select.select([], [reader], [])
            break
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
