"""It takes the bytes for Latin-1 letters, and makes capitals of letters other than a to z."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        server.sendto(data.decode("latin-1").upper().encode("latin-1", "replace"), client)
    except OSError:
        pass
