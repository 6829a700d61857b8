"""It takes what one recv returns for the whole line."""
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
    try:
        piece = server.recv(1024)
        print(piece.decode().rstrip("\n") if piece else "closed")
    except TimeoutError:
        print("read timeout")
    except ConnectionResetError:
        print("closed")
