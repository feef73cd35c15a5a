global using NodaTime;
global using Psa.Catalog;
global using Psa.Contracts;
global using Psa.Customers;
global using Psa.SalesItems;
global using Psa.Usage;
