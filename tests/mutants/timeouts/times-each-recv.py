"""It gives each recv 500 ms: a server that drips keeps it for ever."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
try:
    server = socket.create_connection((host, int(port)), timeout=0.5)
except TimeoutError:
    print("connect timeout")
except ConnectionRefusedError:
    print("refused")
else:
    line = b""
    try:
        while b"\n" not in line:
            piece = server.recv(1024)
            if not piece:
                break
            line += piece
        print(line.decode().split("\n")[0] if b"\n" in line else "closed")
    except TimeoutError:
        print("read timeout")
    except ConnectionResetError:
        print("closed")
