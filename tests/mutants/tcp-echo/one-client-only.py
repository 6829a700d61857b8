"""Accepts once: after its first client the program is over."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen()
    connection, _ = server.accept()
    with connection:
        while data := connection.recv(65536):
            connection.sendall(data.upper())
