<?php
$path = $_SERVER['PATH_INFO'] ?? '';
if ($path === '/missing') {
    http_response_code(404);
    echo 'nothing here';
} elseif ($path === '/redirect') {
    header('Location: ' . $_SERVER['SCRIPT_NAME'] . '/elsewhere');
} elseif ($path === '/echo') {
    header('Content-Type: application/octet-stream');
    $input = fopen('php://input', 'rb');
    while (!feof($input)) {
        echo fread($input, 65536);
    }
} elseif ($path === '/log') {
    error_log("caf\u{e9}: a line of the log");
    echo 'logged';
} elseif ($path === '/fails') {
    throw new Exception('failed on purpose');
} elseif ($path === '/large') {
    for ($i = 0; $i < 128; $i++) {
        echo str_repeat('x', 65536);
    }
} elseif ($path === '/pid') {
    echo getmypid();
} elseif ($path === '/form') {
    setcookie('name', $_POST['name']);
    echo $_POST['name'], ' ', $_COOKIE['seen'] ?? 'unseen';
} else {
    header('Content-Type: text/plain; charset=utf-8');
    foreach (explode(',', $_SERVER['QUERY_STRING']) as $name) {
        echo $name, '=', $_SERVER[$name] ?? 'none', "\n";
    }
}
