"""Does not set TCP_NODELAY."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for _ in range(20):
    server.sendall(b"HEAD")
    server.sendall(b"BODY")
    if len(server.recv(2, socket.MSG_WAITALL)) < 2:
        sys.exit("the server closed")
server.close()
