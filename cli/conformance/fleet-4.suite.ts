import { serve } from './serve.ts'

serve(4)
