"use strict";
require("express");
