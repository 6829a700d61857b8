"""It takes a late reply for the answer to the next line."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect((host, int(port)))

for line in sys.stdin.buffer:
    client.settimeout(0.5)
    try:
        client.send(line.removesuffix(b"\n"))
        reply = client.recv(65507)
    except OSError:
        reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
