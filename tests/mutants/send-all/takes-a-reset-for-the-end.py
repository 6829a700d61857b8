"""Ends with 0 when the wait for the reader's end meets a reset."""

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
try:
    select.select([reader], [], [])
    reader.recv(1)
except ConnectionResetError:
    pass
