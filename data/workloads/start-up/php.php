<?php

echo '{"event":"done","checksum":"started"}', "\n";
