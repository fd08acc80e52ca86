"use strict";
require("@hapi/hapi");
