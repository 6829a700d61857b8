import os
import socket
import sys


def listen(host, port):
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Lets the address be bound beside old connections in TIME_WAIT, not beside a server that listens. It is set from
    # the first start on, for Linux wants to see it on the old sockets too. On Windows it would let the port be stolen.
    if os.name != "nt":
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, port))
    server.listen(128)
    return server


def main():
    host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
    try:
        server = listen(host, int(port))
    except OSError as error:
        sys.exit(f"listen on {host}:{port}: {error}")  # to standard error, and the exit status is 1
    while True:
        try:
            connection, _ = server.accept()
            with connection:  # closes it at the end, whatever happens
                connection.sendall(b"hello\n")
        except OSError:
            pass  # a client that is gone already is its own affair: the next one waits


if __name__ == "__main__":
    main()
