"""It does not expect a reset while it reads, and ends with a traceback."""
import os
import socket
import time

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)


def read_line(server):
    deadline = time.monotonic() + 0.5
    line = b""
    while b"\n" not in line:
        server.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            piece = server.recv(1024)
        except TimeoutError:
            return "read timeout"
        if not piece:
            return "closed"
        if time.monotonic() > deadline:
            return "read timeout"
        line += piece
    return line.split(b"\n")[0].decode()


try:
    server = socket.create_connection((host, int(port)), timeout=0.5)
except TimeoutError:
    print("connect timeout")
except ConnectionRefusedError:
    print("refused")
else:
    print(read_line(server))
