"""Handles the error when there is no room, and not the count when there is some."""

import os
import select
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
reader = socket.create_connection((host, int(port)))
reader.setblocking(False)
while chunk := sys.stdin.buffer.read(65536):
    while True:
        try:
            reader.send(chunk)
            break
        except BlockingIOError:
            select.select([], [reader], [])
reader.shutdown(socket.SHUT_WR)
select.select([reader], [], [])
reader.recv(1)
