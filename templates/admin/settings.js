window.tongbao = $settings;
