"""Writes into a buffered file, which joins the two writes."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
stream = server.makefile("rwb")
for _ in range(20):
    stream.write(b"HEAD")
    stream.write(b"BODY")
    stream.flush()
    if len(stream.read(2)) < 2:
        sys.exit("the server closed")
stream.close()
server.close()
