@echo off
rem Runs the terminal program that the Dramatis extension carries: with the Node on the path, else with the editor's own.
where /q node
if %errorlevel%==0 (
  node "%~dp0..\..\dist\node\dramatis.js" %*
) else (
  set ELECTRON_RUN_AS_NODE=1
  "%DRAMATIS_NODE%" "%~dp0..\..\dist\node\dramatis.js" %*
)
