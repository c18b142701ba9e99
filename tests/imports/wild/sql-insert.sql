INSERT INTO seats (partner_id,customer_id,product,period,seats,customer_name,active_users,association) VALUES ('0700100','0004711','exchange-online','2015-Q1','420','Müller & Söhne GmbH','63','POR');
INSERT INTO seats (partner_id,customer_id,product,period,seats,customer_name,active_users,association) VALUES ('0700100','12E10','Exchange Online','2015-Q1','75','Café Süd','12','DPOR');
INSERT INTO seats (partner_id,customer_id,product,period,seats,customer_name,active_users,association) VALUES ('0700200','NA','Teams','2015-03-31','1200','null','800','CSP1');
INSERT INTO seats (partner_id,customer_id,product,period,seats,customer_name,active_users,association) VALUES ('0700200','4182736','Exchange','2014-Q4','15','Bäckerei Groß','0','POR');
INSERT INTO seats (partner_id,customer_id,product,period,seats,customer_name,active_users,association) VALUES ('0700300','0099001','intune','2015-Q1','8','','','GDAP');
