"""It makes a new socket for each line, and so has a new port each time."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)

for line in sys.stdin.buffer:
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.connect((host, int(port)))
    client.settimeout(0.5)
    try:
        client.send(line.removesuffix(b"\n"))
        reply = client.recv(65507)
    except OSError:
        reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
