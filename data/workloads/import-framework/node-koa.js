"use strict";
require("koa");
