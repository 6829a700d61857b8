"""It makes text of the bytes, and loses those that are not UTF-8."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        server.sendto(data.decode("utf-8", "ignore").upper().encode(), client)
    except OSError:
        pass
