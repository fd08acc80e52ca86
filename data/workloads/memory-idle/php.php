<?php

sleep(1);
echo '{"event":"done","checksum":"idle"}', "\n";
