"""Takes every reply for text: what is not UTF-8 is printed as U+FFFD."""
import os
import socket
import struct
import sys


def receive(server, count):
    data = b""
    while len(data) < count:
        piece = server.recv(count - len(data))
        if not piece:
            sys.exit("the server is gone")
        data += piece
    return data


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for line in sys.stdin.buffer:
    server.sendall(line.rstrip(b"\n") + b"\n")
    (length,) = struct.unpack("<i", receive(server, 4))
    if length < 0:
        sys.exit("a reply of negative length")
    sys.stdout.buffer.write(receive(server, length).decode(errors="replace").encode())
    sys.stdout.flush()
